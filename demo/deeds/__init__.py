"""What the people of the demo world do, by noun: each deed calls the actions of the rooms, and finds itself done.

Nothing is sent to anybody: the process that makes the demo world has no subscribers, so its facts stand in the
trail and ring for no work. Orders that may still be declined are paid at the sandbox, when it runs, so that their
money can go back. All other money is settled as if the provider had said so; what is given back in the demo's own
plots is settled in the same way, for nobody could be asked.
"""
