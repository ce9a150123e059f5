"""Mail to accounts: each letter is a task of the queue, which is given keys and nothing else.

A link that opens something is made when its letter is sent. The table keeps its hash, and the queue not
even that.
"""
