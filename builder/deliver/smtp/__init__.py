"""The way to the mail server: a connection that is encrypted and checked, and mails over it."""
