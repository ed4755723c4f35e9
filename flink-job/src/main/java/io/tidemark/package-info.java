/* SPDX-License-Identifier: Apache-2.0 */
/** Tidemark. */
package io.tidemark;
