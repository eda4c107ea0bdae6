/**
 * Messages to people outside the terminal: the port {@link oncall.walk.Renderer} by way of Mustache templates, with no HTML
 * escaping, no partials and no second expansion of values.
 */
package oncall.message;
