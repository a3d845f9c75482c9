"""The pages: Streamlit draws what the Assessment says, and keeps what the person typed. Nothing is decided here."""
