// The library that draws the graph.
export { default } from "cytoscape";
