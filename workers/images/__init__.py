"""Reading photos safely and making previews."""
