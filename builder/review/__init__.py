"""What a clinician needs to sign: the words beside their evidence, and what changed."""
