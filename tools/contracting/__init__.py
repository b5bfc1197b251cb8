"""The parts of tools/contract: what is kept of the contract, and what a change of it breaks."""
