-- One call of the plug-in's client, for pytest: `lua run.lua PLUGIN URL TOKEN EVENT METHOD [ARGUMENTS…]` prints what it returned as JSON.

package.path = arg[1] .. "/?.lua;" .. string.match(arg[0], "^(.*)/") .. "/?.lua;" .. package.path

local Client = require("Client")
local Json = require("Json")

local client = Client.new({ url = arg[2], token = arg[3], event = tonumber(arg[4]) }, require("world"))
local found, message, code = client[arg[5]](client, arg[6], arg[7])
print(Json.encode({ found = found, message = message, code = code }))
