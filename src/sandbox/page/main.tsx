import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startingPerson } from "./session/store.ts";
import { store } from "./session/use-page.ts";
import "./style/base.css";
import "./style/frame.css";
import "./style/messages.css";
import "./style/blocks.css";
import "./style/panel.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
store.become(startingPerson());
