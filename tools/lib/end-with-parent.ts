// Loaded into the API's process (`node --import`) by the commands that start it.
import { endWithParent } from './processes.ts';

endWithParent();
