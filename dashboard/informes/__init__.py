"""Lo que se lleva a una sesión: láminas, libro, volante y su manifiesto, con las mismas cifras de la pantalla."""
