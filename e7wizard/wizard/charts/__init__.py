"""One chart a file: figures from an assessment, then HTML or a Vega-Lite specification; nothing of Streamlit.

Every chart can be read without colour and without a picture. Colours are the variables of palette.css, so that a drawing
follows the theme and the paper by itself, and nothing but data differs between languages.
"""
