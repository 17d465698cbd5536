"""The room that lets go of what is due, and writes all anew with a new key: records and Rasa's own file together."""
