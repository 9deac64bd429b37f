"""Mails with copies: the letter, the bytes, and the page on which somebody looks at them first."""
