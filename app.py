"""The application that Streamlit runs: `streamlit run app.py`."""

from e7wizard.wizard.app import main

main()
