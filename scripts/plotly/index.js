// Plotly with the traces that analytics/renderers/traces/ draws (scatter is part of the core).
const Plotly = require("plotly.js/lib/core");

Plotly.register([
    require("plotly.js/lib/bar"),
    require("plotly.js/lib/choropleth"),
    require("plotly.js/lib/heatmap"),
    require("plotly.js/lib/sankey"),
    require("plotly.js/lib/scattergeo"),
]);

module.exports = Plotly;
