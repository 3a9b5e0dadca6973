"""Cameras over FTP: an entry to the service beside the web, by pyftpdlib."""
