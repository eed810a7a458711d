import { createRoot } from "react-dom/client";
import { App } from "./app.tsx";
import { startingPerson } from "./session/store.ts";
import { store } from "./session/use-page.ts";
import "@fontsource/lato/latin-400.css";
import "@fontsource/lato/latin-400-italic.css";
import "@fontsource/lato/latin-700.css";
import "@fontsource/lato/latin-900.css";
import "./style/base.css";
import "./style/frame.css";
import "./style/messages.css";
import "./style/blocks.css";
import "./style/panel.css";

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
store.become(startingPerson());
