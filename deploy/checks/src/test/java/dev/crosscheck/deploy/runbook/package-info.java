/**
 * What documents tell operators to type, typed.
 *
 * <p>{@link dev.crosscheck.deploy.runbook.ApiStandIn} stands where Kubernetes would: it keeps what {@code kubectl} sends
 * and answers as Kubernetes would if all went well. What is shown is what {@code kubectl} makes of a command and of the
 * manifests; what controllers, operators and schedulers make of it is not.
 */
package dev.crosscheck.deploy.runbook;
