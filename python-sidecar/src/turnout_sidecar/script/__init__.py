"""Scripts as Core sees them: operations, notation, standard forms, descriptors. No cryptography beyond hashing."""
