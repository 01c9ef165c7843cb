"""What the people of the demo world do, by noun: each deed calls the actions of the rooms, and finds itself done.

Nothing is sent to anybody: the process that makes the demo world has no subscribers, so its facts stand in the
trail and ring for no work. Money is settled as if the provider had said so, because it was never asked: a refund
of a demo payment cannot be asked of it either, and is settled here as well.
"""
