/* De la biblioteca de colores que usa Plotly, los espacios en que el tablero escribe los suyos. */
import {
  useMode, modeRgb, modeHsl, modeHsv, modeHwb, modeLrgb,
} from "./node_modules/culori/src/index-fn.js";

[modeRgb, modeHsl, modeHsv, modeHwb, modeLrgb].forEach((modo) => useMode(modo));

export { converter, formatHex, formatRgb, wcagContrast, wcagLuminance } from "./node_modules/culori/src/index-fn.js";
