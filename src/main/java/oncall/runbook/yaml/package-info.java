/**
 * Reads the files people write. Bytes become SnakeYAML's events, events become a small tree of typed parts that know
 * their place ({@link oncall.runbook.yaml.Fields}, {@link oncall.runbook.yaml.Items}, {@link
 * oncall.runbook.yaml.Text}), and the readers make values of {@code oncall.runbook} from it. Nothing is resolved by
 * YAML's own rules: a scalar is what was typed. Problems are collected, never thrown; one syntax error ends a file, all
 * others are reported together.
 */
package oncall.runbook.yaml;
