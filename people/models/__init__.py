"""The tables of `people`."""

from people.models.places import District as District
from people.models.places import State as State
