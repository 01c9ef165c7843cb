"""The admin's desk: people and what they may do, the outbox, the trail. It sees money and moves none."""
