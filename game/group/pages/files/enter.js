// The way in for who has typed the host's address alone.

document.getElementById("enter").addEventListener("submit", (event) => {
  event.preventDefault();
  const code = document.getElementById("code").value.replace(/[^0-9a-z]/gi, "").toUpperCase();
  if (code) location.assign(`/s/${encodeURIComponent(code)}`);
  else document.getElementById("said").textContent = "Type the code that stands on the wall.";
});
