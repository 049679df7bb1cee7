"""References between places of one text, as detection uses them; read in ``scorer/references.py``."""

from __future__ import annotations

from scorer.references import Places, Reference, references

__all__ = ["Places", "Reference", "references"]
