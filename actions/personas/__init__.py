"""The personas of the demo."""

from actions.personas.cast import NOT_ACTIVATED, PERSONAS, password_of
from actions.personas.opening import open_personas

__all__ = ["NOT_ACTIVATED", "PERSONAS", "open_personas", "password_of"]
