/* Elements of a swapped part, the part itself included; each is taken once. */
const taken = new WeakMap();

export function fresh(root, selector) {
  const found = [...root.querySelectorAll(selector)];
  if (root.matches?.(selector)) found.unshift(root);
  return found.filter((element) => {
    const marks = taken.get(element) ?? new Set();
    if (marks.has(selector)) return false;
    taken.set(element, marks.add(selector));
    return true;
  });
}
