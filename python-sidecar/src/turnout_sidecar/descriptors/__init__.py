"""Output descriptors (BIP380 to 387, 389, 390): the language, its canonical text, and its scripts."""
