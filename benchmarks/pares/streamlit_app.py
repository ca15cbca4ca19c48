"""Streamlit: el guion entero corre de nuevo con cada cambio."""

import streamlit as st
from datos import LUGARES, figuras

st.title("Incidencia")
lugar = st.selectbox("lugar", LUGARES)
for i, figura in enumerate(figuras(lugar)):
    st.plotly_chart(figura, key=f"figura-{i}")
