"""Read trade agreements, find what they bind the Parties to, and score them against just-trade principles."""

__version__ = "0.1.0"
