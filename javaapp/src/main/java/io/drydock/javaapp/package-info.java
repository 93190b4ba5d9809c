/**
 * Java applications as images without a Dockerfile: layers by how often they change, a runtime of
 * the modules they need.
 */
@NullMarked
package io.drydock.javaapp;

import org.jspecify.annotations.NullMarked;
