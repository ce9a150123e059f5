"""WHAT THE API SAYS: declarations that read like the SDL; one file a noun."""
