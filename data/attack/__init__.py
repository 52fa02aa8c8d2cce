"""The attackers: what members of the room can work out from everything that was ever published.

They import nothing of the rest of the data room, so that a mistake of the publisher is not repeated here. They know
what a member of the room knows: the public roster, every edition as it lies on disk, and the answers of a few
companies that work together. `known.py` says in which form they are told.
"""
