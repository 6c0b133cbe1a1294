/* One quiet line for those who listen to the page. */
export function say(words) {
  const line = document.getElementById("loa-status");
  if (line) line.textContent = words;
}
