"""Load and endurance: a client for Streamlit's protocol, people who walk the wizard, and what the server spends on them."""
