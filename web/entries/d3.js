// The parts of d3 that the timeline and the map draw with, and what reads the base map.
export { axisBottom } from "d3-axis";
export { geoEqualEarth, geoGraticule10, geoPath } from "d3-geo";
export { scaleLinear, scaleSqrt, scaleUtc } from "d3-scale";
export { pointer, select } from "d3-selection";
export { zoom, zoomIdentity, zoomTransform } from "d3-zoom";
export { feature, mesh } from "topojson-client";
