"""The Textual app: one module and one `.tcss` per screen, shared widgets under `widgets`. Decides nothing."""
