"""Every word that the app says, in catalogues, and the words that a person chose for themselves."""
