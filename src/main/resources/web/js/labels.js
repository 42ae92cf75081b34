// Finding labels among many by what somebody types.

/**
 * Indices of the labels that have a text in them; those that begin with it come first.
 *
 * @param most how many are wanted
 */
export function findLabels(labels, text, most) {
  const sought = text.trim().toLowerCase();
  const places = labels.map((label, i) => [label.toLowerCase().indexOf(sought), i]);
  return places.filter(([place]) => place >= 0)
    .sort(([one, i], [other, j]) => Math.min(one, 1) - Math.min(other, 1) || labels[i].length - labels[j].length || i - j)
    .slice(0, most)
    .map(([, i]) => i);
}
