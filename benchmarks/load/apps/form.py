"""A plain form: ten widgets as anybody would write them, and a button."""

import streamlit as st

st.title("A plain form")
for number in range(3):
    st.text_input(f"Line {number}", key=f"text{number}")
for number in range(3):
    st.radio(f"Choice {number}", ["yes", "no", "unsure"], key=f"radio{number}")
st.text_area("Text", key="area")
st.selectbox("One of many", [f"option {number}" for number in range(40)], key="select")
st.number_input("Number", value=1000, key="number")
st.checkbox("Agreed", key="agreed")
st.button("Next", key="next")
