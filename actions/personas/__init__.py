"""The personas of the demo."""

from actions.personas.cast import PERSONAS, password_of
from actions.personas.opening import open_personas

__all__ = ["PERSONAS", "open_personas", "password_of"]
