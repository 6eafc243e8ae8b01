"""The casebook, asked: answers that keep their authority."""
