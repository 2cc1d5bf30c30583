"""What `turnout bench lane` starts: one servicer, served in different ways."""
