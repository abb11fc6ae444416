/** What the binding knows and does not show: it lies in its package because the parameters of a request are open to that alone. */
@NullMarked
package de.kherud.llama;

import org.jspecify.annotations.NullMarked;
