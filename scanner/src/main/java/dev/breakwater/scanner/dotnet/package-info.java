/** .NET libraries that an application brings along, by its {@code .deps.json}. */
@NullMarked
package dev.breakwater.scanner.dotnet;

import org.jspecify.annotations.NullMarked;
