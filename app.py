"""The application that Streamlit runs: `streamlit run app.py`.

Imported, it is the server; run by Streamlit as a script, it draws a page for one visitor.
"""

import streamlit as st

if __name__ == "__main__":
    from e7wizard.wizard.app import main

    main()
else:
    from e7wizard.serving.application import lifespan, middleware, routes

    app = st.App(__file__, lifespan=lifespan, middleware=middleware(), routes=routes())
