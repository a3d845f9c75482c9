"""The floor: a button and a line of text."""

import streamlit as st

st.session_state.runs = st.session_state.get("runs", 0) + 1
st.button("Next", key="next")
st.write(f"run {st.session_state.runs}")
