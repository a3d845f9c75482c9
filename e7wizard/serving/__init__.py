"""How the app meets the network: pages before the front end, compression, headers, health and back-pressure."""
