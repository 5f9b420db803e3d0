/** Alerts and dashboards, held against the metrics that there are. */
@NullMarked
package dev.crosscheck.deploy.observability;

import org.jspecify.annotations.NullMarked;
