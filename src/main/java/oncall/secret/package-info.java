/**
 * What secrets look like, in any text: keys that tell what they are ({@link oncall.secret.ProviderKeys}), and values told by the
 * name beside them ({@link oncall.secret.NamedValues}). Pure: who looks at which text, and what is done then, is said elsewhere.
 */
package oncall.secret;
